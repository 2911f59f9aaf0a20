"""What a returned form is held against: itself, the plan, earlier months, other units."""
