using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Portal.Web.Documents.Office;

/// <summary>An Office Open XML package (ECMA-376 part 2) as it is written: one part after another, straight into the stream.</summary>
internal sealed class OfficePackage(ZipArchive archive) : IDisposable
{
    public const string Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    public const string OfficeRelationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Where a file says what it is, and how the package points to it.</summary>
    public const string CorePart = "docProps/core.xml";

    public const string CoreRelationship = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

    public const string CoreType = "application/vnd.openxmlformats-package.core-properties+xml";

    private static readonly XmlWriterSettings _settings = new() { Encoding = new UTF8Encoding(false), CloseOutput = true };

    /// <summary>The earliest time that a ZIP can hold: the same content is the same bytes whenever it is written.</summary>
    private static readonly DateTimeOffset _always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public OfficePackage(Stream output)
        : this(new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
    {
    }

    public void Dispose() => archive.Dispose();

    /// <summary>Writes a part; dispose the writer before the next one.</summary>
    public XmlWriter Part(string name)
    {
        var part = archive.CreateEntry(name, CompressionLevel.Fastest);
        part.LastWriteTime = _always;
        var xml = XmlWriter.Create(part.Open(), _settings);
        xml.WriteStartDocument(standalone: true);
        return xml;
    }

    /// <summary>Writes the list of content types.</summary>
    public void ContentTypes(params IReadOnlyList<(string Part, string Type)> parts)
    {
        using var xml = Part("[Content_Types].xml");
        xml.WriteStartElement("Types", "http://schemas.openxmlformats.org/package/2006/content-types");
        Element(xml, "Default", ("Extension", "rels"), ("ContentType", "application/vnd.openxmlformats-package.relationships+xml"));
        Element(xml, "Default", ("Extension", "xml"), ("ContentType", "application/xml"));
        foreach (var (part, type) in parts)
        {
            Element(xml, "Override", ("PartName", "/" + part), ("ContentType", type));
        }

        xml.WriteEndElement();
    }

    /// <summary>Writes the relationships of a part, in the order rId1, rId2 and so on.</summary>
    /// <param name="part">Such as "word/_rels/document.xml.rels".</param>
    /// <param name="to">Type, the last word of the office's own or a whole address, and target.</param>
    public void RelationshipsOf(string part, params IReadOnlyList<(string Type, string Target)> to)
    {
        using var xml = Part(part);
        xml.WriteStartElement("Relationships", Relationships);
        for (var i = 0; i < to.Count; i++)
        {
            Element(xml, "Relationship", ("Id", $"rId{i + 1}"), ("Type", to[i].Type.Contains("://", StringComparison.Ordinal) ? to[i].Type : $"{OfficeRelationships}/{to[i].Type}"), ("Target", to[i].Target));
        }

        xml.WriteEndElement();
    }

    /// <summary>Writes named values that programs keep when they save the file again.</summary>
    public void CustomProperty(string name, string value)
    {
        using var xml = Part("docProps/custom.xml");
        xml.WriteStartElement("Properties", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties");
        xml.WriteStartElement("property");
        xml.WriteAttributeString("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}");
        xml.WriteAttributeString("pid", "2");
        xml.WriteAttributeString("name", name);
        xml.WriteElementString("lpwstr", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes", XmlText.Clean(value));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>Writes what the file says about itself (ECMA-376 part 2, clause 8.3).</summary>
    public void CoreProperties(OfficeProperties about)
    {
        const string elements = "http://purl.org/dc/elements/1.1/";
        const string terms = "http://purl.org/dc/terms/";
        const string schema = "http://www.w3.org/2001/XMLSchema-instance";
        using var xml = Part(CorePart);
        xml.WriteStartElement("cp", "coreProperties", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
        xml.WriteElementString("dc", "title", elements, XmlText.Clean(about.Title));
        xml.WriteElementString("dc", "subject", elements, XmlText.Clean(about.Subject));
        xml.WriteElementString("dc", "creator", elements, XmlText.Clean(about.Author));
        xml.WriteElementString("dc", "language", elements, "en-GB");
        foreach (var name in new[] { "created", "modified" })
        {
            xml.WriteStartElement("dcterms", name, terms);
            xml.WriteAttributeString("xsi", "type", schema, "dcterms:W3CDTF");
            xml.WriteString(about.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, params IReadOnlyList<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
        {
            xml.WriteAttributeString(attribute, value);
        }

        xml.WriteEndElement();
    }
}

/// <summary>What an Office file says about itself.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Author">Who speaks in it.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="At">UTC, to the second; never the time at which the file happens to be written.</param>
public sealed record OfficeProperties(string Title, string Author, string Subject, DateTime At);
