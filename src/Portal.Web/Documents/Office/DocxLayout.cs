namespace Portal.Web.Documents.Office;

/// <summary>What is the same for all of a Word document: its styles, and the line at the head and foot of each page.</summary>
internal static class DocxLayout
{
    public static void Write(OfficePackage package, string head)
    {
        Styles(package);
        HeadAndFoot(package, head);
    }

    private static void HeadAndFoot(OfficePackage package, string head)
    {
        using (var xml = package.Part("word/header1.xml"))
        {
            xml.WriteStartElement("w", "hdr", DocxXml.Main);
            xml.WriteStartElement("w", "p", DocxXml.Main);
            xml.WriteStartElement("w", "r", DocxXml.Main);
            xml.WriteElementString("w", "t", DocxXml.Main, XmlText.Clean(head));
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        using (var xml = package.Part("word/footer1.xml"))
        {
            xml.WriteRaw($"""<w:ftr xmlns:w="{DocxXml.Main}"><w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t xml:space="preserve">Page </w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> of </w:t></w:r><w:fldSimple w:instr="NUMPAGES"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>""");
        }
    }

    private static void Styles(OfficePackage package)
    {
        static string Style(string id, string name, string run, string paragraph = "", string basedOn = "Normal") =>
            $"""<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="{basedOn}"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>""";

        using var xml = package.Part("word/styles.xml");
        xml.WriteRaw($"""
            <w:styles xmlns:w="{DocxXml.Main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>{Style("Heading1", "heading 1", """<w:b/><w:sz w:val="36"/>""", """<w:keepNext/><w:outlineLvl w:val="0"/>""")}{Style("Heading2", "heading 2", """<w:b/><w:sz w:val="28"/>""", """<w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="1"/>""")}{Style("Heading3", "heading 3", """<w:b/><w:sz w:val="24"/>""", """<w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="2"/>""")}{Style("Heading4", "heading 4", "<w:b/>", """<w:keepNext/><w:outlineLvl w:val="3"/>""")}{Style("TOCHeading", "TOC Heading", """<w:b/><w:sz w:val="28"/>""", """<w:keepNext/><w:spacing w:before="360" w:after="120"/>""")}{Style("TOC2", "toc 2", "", """<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9638"/></w:tabs><w:spacing w:before="120" w:after="40"/>""")}{Style("TOC3", "toc 3", """<w:sz w:val="20"/>""", """<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9638"/></w:tabs><w:spacing w:after="20"/><w:ind w:left="284" w:right="567"/>""")}<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="0F4A80"/><w:u w:val="single"/></w:rPr></w:style>{Style("Note", "Note", """<w:i/><w:color w:val="505A5F"/>""")}{Style("Answer", "Answer", "", """<w:ind w:left="284"/>""")}{Style("Placeholder", "Placeholder Text", """<w:color w:val="505A5F"/>""", """<w:ind w:left="284"/>""")}{Style("TableText", "Table Text", """<w:sz w:val="18"/>""", """<w:spacing w:after="40"/>""")}{Style("TableHeading", "Table Heading", """<w:b/><w:sz w:val="18"/>""", """<w:spacing w:after="40"/>""")}<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="B1B4B6"/><w:left w:val="single" w:sz="4" w:color="B1B4B6"/><w:bottom w:val="single" w:sz="4" w:color="B1B4B6"/><w:right w:val="single" w:sz="4" w:color="B1B4B6"/><w:insideH w:val="single" w:sz="4" w:color="B1B4B6"/><w:insideV w:val="single" w:sz="4" w:color="B1B4B6"/></w:tblBorders></w:tblPr></w:style></w:styles>
            """);
    }
}
