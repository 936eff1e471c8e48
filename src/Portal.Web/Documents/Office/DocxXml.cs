using System.Xml;

namespace Portal.Web.Documents.Office;

/// <summary>The elements of WordprocessingML (ECMA-376 part 1, chapter 17) that a document is written of.</summary>
internal sealed class DocxXml(XmlWriter xml) : IDisposable
{
    public const string Main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public void Dispose() => xml.Dispose();

    /// <summary>A run of text with its line breaks, perhaps leading to a place in the document.</summary>
    public void Words(string text, string? leadsTo)
    {
        if (leadsTo is not null)
        {
            Start("hyperlink");
            Attribute("anchor", leadsTo);
        }

        Start("r");
        if (leadsTo is not null)
        {
            Start("rPr");
            Value("rStyle", "Hyperlink");
            End();
        }

        var lines = XmlText.Clean(text).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                Start("br");
                End();
            }

            Start("t");
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(lines[i]);
            End();
        }

        End();
        if (leadsTo is not null)
        {
            End();
        }
    }

    /// <summary>Begins, parts or ends a field.</summary>
    public void FieldMark(string type, bool dirty = false)
    {
        Start("r");
        Start("fldChar");
        Attribute("fldCharType", type);
        if (dirty)
        {
            Attribute("dirty", "true");
        }

        End();
        End();
    }

    /// <summary>What a field does.</summary>
    public void Instruction(string text)
    {
        Start("r");
        Start("instrText");
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(text);
        End();
        End();
    }

    /// <summary>The style of the paragraph that was just begun.</summary>
    public void Style(string style)
    {
        Start("pPr");
        Value("pStyle", style);
        End();
    }

    /// <summary>A head or foot of the pages.</summary>
    public void Reference(string name, string id)
    {
        Start(name);
        Attribute("type", "default");
        xml.WriteAttributeString("r", "id", OfficePackage.OfficeRelationships, id);
        End();
    }

    /// <summary>An element that says one value.</summary>
    public void Value(string name, string value)
    {
        Start(name);
        Attribute("val", XmlText.Clean(value));
        End();
    }

    public void Start(string name) => xml.WriteStartElement("w", name, Main);

    public void Attribute(string name, string value) => xml.WriteAttributeString("w", name, Main, value);

    public void End() => xml.WriteEndElement();
}
