"""Cases: determination, objection, repair and the others, each with its clock."""
