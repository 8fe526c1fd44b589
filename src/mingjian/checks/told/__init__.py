"""What was decided after many checks, told at once: ticked on the page, or by a workbook."""
