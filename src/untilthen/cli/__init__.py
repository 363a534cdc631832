"""The command line: `untilthen COMMAND`. One file a command, one place that writes."""
