"""Messages between document systems, edXML-shaped and unsigned (văn bản liên thông; ADR 14)."""
