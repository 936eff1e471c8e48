namespace Portal.Web.Documents.Printing;

/// <summary>Turns documents of office programs into PDF with LibreOffice, which neither runs what is in them nor fetches what they refer to.</summary>
public sealed class OfficeConverter(PrintingOptions options, ILogger<OfficeConverter> log)
{
    private const string Profile = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
          <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
          <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
          <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
          <item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
          <item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
          <item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>1</value></prop></item>
          <item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
          <item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
          <item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
          <item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
        </oor:items>
        """;

    private readonly string? _soffice = options.LibreOfficePath;

    /// <summary>Whether LibreOffice is installed.</summary>
    public bool IsAvailable => _soffice is not null;

    /// <param name="content">The document; read to its end, not closed.</param>
    /// <param name="extension">Of its kind, with the dot: LibreOffice goes by it.</param>
    /// <param name="pdfPath">Where the PDF goes; there only when it is whole.</param>
    /// <param name="ct">Kills LibreOffice.</param>
    /// <exception cref="PrintingFailed">LibreOffice is not installed, made nothing of it, or took too long.</exception>
    public Task ConvertAsync(Stream content, string extension, string pdfPath, CancellationToken ct)
    {
        var soffice = _soffice ?? throw new PrintingFailed("LibreOffice, which turns such documents into pages, is not installed");
        return new OutsideProgram(options, log).RunAsync(
            soffice,
            folder =>
            [
                "--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault", $"-env:UserInstallation={new Uri(Path.Combine(folder, "profile")).AbsoluteUri}",
                "--convert-to", "pdf", "--outdir", folder, Path.Combine(folder, "document" + extension),
            ],
            "document.pdf", pdfPath,
            async folder =>
            {
                var user = Directory.CreateDirectory(Path.Combine(folder, "profile", "user")).FullName;
                await File.WriteAllTextAsync(Path.Combine(user, "registrymodifications.xcu"), Profile, ct);
                await using var document = File.Create(Path.Combine(folder, "document" + extension));
                await content.CopyToAsync(document, ct);
            },
            ct);
    }
}
