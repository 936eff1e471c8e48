namespace Portal.Web.Files.Scanning;

/// <summary>Configuration section <c>Scanning</c>: where ClamAV's daemon is, or that there is none.</summary>
public sealed class ScanningOptions
{
    /// <summary>Where clamd listens; without it nothing is scanned.</summary>
    public string? Host { get; init; }

    /// <summary>clamd's own default.</summary>
    public int Port { get; init; } = 3310;

    /// <summary>True where an installation says outright that it runs without a scanner.</summary>
    public bool Off { get; init; }

    /// <summary>Seconds to wait for a connection, and for each block to be taken.</summary>
    public int PatienceSeconds { get; init; } = 20;

    /// <summary>Seconds to wait for the verdict once the whole file was sent; clamd itself gives up after 120 by default.</summary>
    public int VerdictSeconds { get; init; } = 300;

    /// <summary>True when files are scanned.</summary>
    public bool IsOn => !Off && !string.IsNullOrWhiteSpace(Host);

    /// <summary>Refuses an installation that has no scanner and does not say so; only Development does without saying.</summary>
    /// <exception cref="InvalidOperationException">With words for whoever installs it.</exception>
    public void Check(bool isDevelopment)
    {
        if (PatienceSeconds < 1 || VerdictSeconds < 1 || Port is < 1 or > 65535)
        {
            throw new InvalidOperationException("Configuration section Scanning: Port must be between 1 and 65535, PatienceSeconds and VerdictSeconds at least 1.");
        }

        if (Off && !string.IsNullOrWhiteSpace(Host))
        {
            throw new InvalidOperationException("Configuration section Scanning: Host names a scanner, and Off says that there is none. Leave one of them out.");
        }

        if (!IsOn && !Off && !isDevelopment)
        {
            throw new InvalidOperationException(
                "No virus scanner is configured. Set Scanning:Host (and Scanning:Port) to ClamAV’s daemon. To run without a scanner, which every page then says, set Scanning:Off to true.");
        }
    }
}
