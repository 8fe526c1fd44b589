"""What goes over the wire, with the words of the API's documentation."""
