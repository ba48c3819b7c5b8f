"""Inspector: preschools assess themselves, inspectors visit them, education departments see the figures."""
