"""What the parts of a PDF's pages are, for readers who cannot see them (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Sequence

import pydyf

from aqmap.render.paper.canvas.pdf_content import Content


def add_structure(
    pdf: pydyf.PDF, pages: Sequence[pydyf.Dictionary], contents: Sequence[Content]
) -> None:
    """Add the tree of the pages' parts, in reading order, with what stands for pictures."""
    if not any(content.parts for content in contents):
        return
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    document = _element(pdf, "Document", root)
    root["K"] = document.reference
    document["K"], numbered = pydyf.Array(), pydyf.Array()
    for number, (page, content) in enumerate(zip(pages, contents, strict=True)):
        page["StructParents"] = number
        elements = [_element(pdf, part.role, document) for part in content.parts]
        for part_number, (element, part) in enumerate(zip(elements, content.parts, strict=True)):
            stretches = [n for n, owner in enumerate(content.stretches) if owner == part_number]
            element |= {"Pg": page.reference, "K": pydyf.Array(stretches)}
            if part.alt:
                element["Alt"] = pydyf.String(part.alt)
            document["K"].append(element.reference)
        owners = pydyf.Array(elements[owner].reference for owner in content.stretches)
        pdf.add_object(owners)
        numbered.extend([number, owners.reference])
    root["ParentTree"] = pydyf.Dictionary({"Nums": numbered})
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _element(pdf: pydyf.PDF, role: str, parent: pydyf.Dictionary) -> pydyf.Dictionary:
    element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{role}", "P": parent.reference})
    pdf.add_object(element)
    return element
