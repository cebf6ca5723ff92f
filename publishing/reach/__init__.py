"""What was heard where: bulletins by commune, and minutes on air."""
