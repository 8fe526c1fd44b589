"""The site: settings, addresses, the doors of the web server."""
