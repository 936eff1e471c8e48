namespace Portal.Web.Files;

/// <summary>The one table of the kinds of file taken as evidence. Web pages, drawings with script, programs and archives are not among them.</summary>
public static class AcceptedTypes
{
    private const string OpenXml = "application/vnd.openxmlformats-officedocument.";
    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    public static readonly AcceptedType Pdf = Type("a PDF", "application/pdf", packed: true, ".pdf");
    public static readonly AcceptedType Docx = Type("a Word document", OpenXml + "wordprocessingml.document", packed: true, ".docx");
    public static readonly AcceptedType Xlsx = Type("an Excel workbook", OpenXml + "spreadsheetml.sheet", packed: true, ".xlsx");
    public static readonly AcceptedType Pptx = Type("a PowerPoint presentation", OpenXml + "presentationml.presentation", packed: true, ".pptx");
    public static readonly AcceptedType Odt = Type("an OpenDocument text", OpenDocument + "text", packed: true, ".odt");
    public static readonly AcceptedType Ods = Type("an OpenDocument spreadsheet", OpenDocument + "spreadsheet", packed: true, ".ods");
    public static readonly AcceptedType Odp = Type("an OpenDocument presentation", OpenDocument + "presentation", packed: true, ".odp");
    public static readonly AcceptedType Doc = Type("a Word 97–2003 document", "application/msword", packed: false, ".doc");
    public static readonly AcceptedType Xls = Type("an Excel 97–2003 workbook", "application/vnd.ms-excel", packed: false, ".xls");
    public static readonly AcceptedType Ppt = Type("a PowerPoint 97–2003 presentation", "application/vnd.ms-powerpoint", packed: false, ".ppt");
    public static readonly AcceptedType Text = Type("a plain text file", "text/plain", packed: false, ".txt");
    public static readonly AcceptedType Csv = Type("a CSV file", "text/csv", packed: false, ".csv");
    public static readonly AcceptedType Email = Type("a saved email", "message/rfc822", packed: false, ".eml");
    public static readonly AcceptedType Png = Type("a PNG image", "image/png", packed: true, ".png");
    public static readonly AcceptedType Jpeg = Type("a JPEG image", "image/jpeg", packed: true, ".jpg", ".jpeg");
    public static readonly AcceptedType Mp3 = Type("an MP3 recording", "audio/mpeg", packed: true, ".mp3");
    public static readonly AcceptedType Mp4 = Type("an MP4 recording", "video/mp4", packed: true, ".mp4", ".m4a");

    public static IReadOnlyList<AcceptedType> All { get; } =
        [Pdf, Docx, Xlsx, Pptx, Odt, Ods, Odp, Doc, Xls, Ppt, Text, Csv, Email, Png, Jpeg, Mp3, Mp4];

    /// <summary>What the portal's pages draw: PDF and pictures.</summary>
    public static IReadOnlyList<string> DrawnContentTypes { get; } = [Pdf.ContentType, Png.ContentType, Jpeg.ContentType];

    /// <summary>The extensions in the order of the table, for an upload control's <c>accept</c> attribute and for messages.</summary>
    public static string Extensions { get; } = string.Join(", ", All.SelectMany(type => type.Extensions));

    /// <summary>The kind the end of a file name claims; null when it claims none that is accepted.</summary>
    public static AcceptedType? ForName(string fileName)
    {
        var extension = Path.GetExtension(fileName);
        return All.FirstOrDefault(type => type.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase));
    }

    private static AcceptedType Type(string label, string contentType, bool packed, params string[] extensions) =>
        new(label, extensions, contentType, packed);
}
