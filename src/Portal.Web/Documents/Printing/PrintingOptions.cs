namespace Portal.Web.Documents.Printing;

/// <summary>The programs that turn pages and documents into PDF, and what one run of them may take; configuration section <c>Printing</c>.</summary>
public sealed class PrintingOptions
{
    private static readonly string[] _browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static readonly string[] _offices = ["soffice", "libreoffice"];

    /// <summary>Path of Chromium; empty for the one on the search path, “none” for none.</summary>
    public string Chromium { get; set; } = "";

    /// <summary>Path of LibreOffice's <c>soffice</c>; empty for the one on the search path, “none” for none.</summary>
    public string LibreOffice { get; set; } = "";

    /// <summary>
    /// Whether Chromium puts its renderers into a sandbox of its own. Where containers may not make namespaces it cannot, and as root it will not. It prints pages of the
    /// portal's own making, without script and without a network, but pictures that were brought as evidence are among them.
    /// </summary>
    public bool Sandbox { get; set; } = !string.Equals(Environment.UserName, "root", StringComparison.Ordinal);

    /// <summary>Seconds by the clock that one document or page may take.</summary>
    public int Seconds { get; set; } = 180;

    /// <summary>Seconds of processor time that one document or page may take.</summary>
    public int ProcessorSeconds { get; set; } = 150;

    /// <summary>Megabytes of memory that each process of a program may have for what it writes.</summary>
    public int Megabytes { get; set; } = 2_048;

    /// <summary>Where the programs work; empty for the system's folder for such files. What they leave there goes with them.</summary>
    public string Folder { get; set; } = "";

    internal string WorkingFolder => Folder.Length > 0 ? Folder : Path.GetTempPath();

    /// <summary>Null where there is none.</summary>
    internal string? ChromiumPath => Find(Chromium, _browsers);

    /// <summary>Null where there is none.</summary>
    internal string? LibreOfficePath => Find(LibreOffice, _offices);

    /// <exception cref="InvalidOperationException">A limit is out of all sense.</exception>
    public void Check()
    {
        if (Seconds < 1 || ProcessorSeconds < 1 || Megabytes < 256)
        {
            throw new InvalidOperationException("Configuration section Printing: Seconds and ProcessorSeconds must be at least 1, Megabytes at least 256.");
        }
    }

    private static string? Find(string configured, string[] names) => configured switch
    {
        "none" => null,
        "" => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists),
        _ => File.Exists(configured) ? configured : null,
    };
}
