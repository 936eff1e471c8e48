using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace Portal.WebTests.Infrastructure;

/// <summary>A Word or Excel file as a person has it on their computer: to be looked into, filled in, or meddled with.</summary>
public sealed class OfficeFile(byte[] content)
{
    private static readonly XNamespace _word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static readonly XNamespace _sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public byte[] Content { get; } = content;

    /// <summary>Faults that the Open XML SDK finds.</summary>
    public IReadOnlyList<string> Faults()
    {
        using var stream = new MemoryStream(Content);
        using OpenXmlPackage document = Part("word/document.xml") is null ? SpreadsheetDocument.Open(stream, false) : WordprocessingDocument.Open(stream, false);
        return [.. new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}")];
    }

    /// <summary>A part as text; null when there is none.</summary>
    public string? Part(string name)
    {
        using var archive = new ZipArchive(new MemoryStream(Content));
        if (archive.GetEntry(name) is not { } entry)
        {
            return null;
        }

        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The same with a part put in place of another, or added.</summary>
    public OfficeFile With(string name, Action<Stream> write)
    {
        var copy = new MemoryStream();
        copy.Write(Content);
        using (var archive = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry(name)?.Delete();
            using var stream = archive.CreateEntry(name).Open();
            write(stream);
        }

        return new OfficeFile(copy.ToArray());
    }

    public OfficeFile With(string name, string text) => With(name, s => s.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>What Word writes when somebody types into a field.</summary>
    public OfficeFile Typed(string tag, string text)
    {
        var document = XDocument.Parse(Part("word/document.xml")!, LoadOptions.PreserveWhitespace);
        var field = document.Descendants(_word + "sdt").Single(s => (string?)s.Element(_word + "sdtPr")!.Element(_word + "tag")!.Attribute(_word + "val") == tag);
        field.Element(_word + "sdtPr")!.Element(_word + "showingPlcHdr")?.Remove();
        field.Element(_word + "sdtContent")!.ReplaceNodes(text.Split('\n').Select(line => new XElement(
            _word + "p", new XElement(_word + "r", new XElement(_word + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), line)))));
        return With("word/document.xml", document.Save);
    }

    /// <summary>What stands in a cell of the first sheet.</summary>
    public OfficeFile Put(string address, string text)
    {
        var sheet = XDocument.Parse(Part("xl/worksheets/sheet1.xml")!);
        var row = sheet.Descendants(_sheet + "row").Single(r => (string?)r.Attribute("r") == string.Concat(address.Where(char.IsDigit)));
        row.Elements().Where(c => (string?)c.Attribute("r") == address).Remove();
        var cell = new XElement(_sheet + "c", new XAttribute("r", address), new XAttribute("t", "inlineStr"), new XElement(_sheet + "is", new XElement(_sheet + "t", text)));
        row.Add(cell);
        row.ReplaceNodes(row.Elements().OrderBy(c => (string?)c.Attribute("r"), StringComparer.Ordinal));
        return With("xl/worksheets/sheet1.xml", sheet.Save);
    }

    /// <summary>Lets LibreOffice turn it into a PDF where that is installed.</summary>
    /// <returns>Null where it is not; otherwise the bytes of the PDF.</returns>
    public async Task<byte[]?> InLibreOfficeAsync(string extension)
    {
        var program = new[] { "/usr/bin/soffice", "/usr/bin/libreoffice" }.FirstOrDefault(File.Exists);
        if (program is null)
        {
            return null;
        }

        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["form" + extension], Content);
        using var process = Process.Start(program, ["--headless", $"-env:UserInstallation=file://{folder.Path}/profile", "--convert-to", "pdf", "--outdir", folder.Path, folder["form" + extension]]);
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
        return await File.ReadAllBytesAsync(folder["form.pdf"]);
    }
}
