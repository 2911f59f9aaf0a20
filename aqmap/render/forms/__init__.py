"""The forms of the monthly dispatch, and what goes back to those who filled them."""
