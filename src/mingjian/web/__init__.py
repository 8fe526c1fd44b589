"""The screens: layout, components, one module and one folder of templates per room."""
