"""What happens in the district after the files came: cases, entries, objections, repairs."""
