"""One whole life through real processes: web server, worker, mail server, and browsers."""
