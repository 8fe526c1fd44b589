"""Publication: what everybody may see of organisations, computed for the day it is asked."""
