"""Everything between a bare Debian and a running checkout: packages, Node, pages, browser.
Runs on the system's Python with its standard library alone, since nothing else is there yet."""
