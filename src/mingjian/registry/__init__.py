"""The registry: subjects, their codes and names over time, their successors."""
