namespace Portal.Web.Documents.Printing;

/// <summary>Prints HTML of the portal's own making with Chromium: a tagged PDF with title, language and outline. The page reaches no network; that it runs no script is for its content policy to say, because with scripting off Chromium prints nothing.</summary>
public sealed class HtmlPrinter(PrintingOptions options, ILogger<HtmlPrinter> log)
{
    private const string Printed = "printed.pdf";

    private readonly string? _chromium = options.ChromiumPath;

    /// <summary>Whether Chromium is installed.</summary>
    public bool IsAvailable => _chromium is not null;

    /// <summary>Prints a page that is written for it and lies beside the PDF until it is printed.</summary>
    /// <inheritdoc cref="PrintAsync(string, string, CancellationToken)"/>
    /// <param name="write">Writes the page.</param>
    /// <param name="pdfPath">Where the PDF goes.</param>
    /// <param name="ct">Kills Chromium.</param>
    public async Task PrintAsync(Action<TextWriter> write, string pdfPath, CancellationToken ct)
    {
        var page = Path.ChangeExtension(pdfPath, ".html");
        await using (var html = new StreamWriter(page))
        {
            write(html);
        }

        await PrintAsync(page, pdfPath, ct);
        File.Delete(page);
    }

    /// <param name="htmlPath">A file that holds all it needs, or names images beside it.</param>
    /// <param name="pdfPath">Where the PDF goes; there only when it is whole.</param>
    /// <param name="ct">Kills Chromium.</param>
    /// <exception cref="PrintingFailed">Chromium is not installed, made no PDF, or took too long.</exception>
    public Task PrintAsync(string htmlPath, string pdfPath, CancellationToken ct)
    {
        var chromium = _chromium ?? throw new PrintingFailed("Chromium, which prints pages, is not installed");
        return new OutsideProgram(options, log).RunAsync(
            chromium,
            folder =>
            [
                "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-extensions", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
                .. options.Sandbox ? Array.Empty<string>() : ["--no-sandbox"],
                $"--user-data-dir={Path.Combine(folder, "profile")}", "--no-pdf-header-footer", "--generate-pdf-document-outline",
                $"--print-to-pdf={Path.Combine(folder, Printed)}", new Uri(Path.GetFullPath(htmlPath)).AbsoluteUri,
            ],
            Printed, pdfPath, _ => Task.CompletedTask, ct);
    }
}
