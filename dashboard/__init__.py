"""What we make of it: measures, views, screens and the faces of the product. Imports collectors and db."""
