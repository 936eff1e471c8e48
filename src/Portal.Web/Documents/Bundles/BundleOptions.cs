namespace Portal.Web.Documents.Bundles;

/// <summary>What the binding of one bundle may take; configuration section <c>Bundles</c>.</summary>
public sealed class BundleOptions
{
    /// <summary>Pages of one document; a longer one is represented by its divider.</summary>
    public int MostPagesOfADocument { get; set; } = 5_000;

    /// <summary>Characters of one text, table of values or email that is printed.</summary>
    public int MostCharactersOfAText { get; set; } = 2_000_000;

    /// <summary>Seconds by the clock that the pages of one document may take.</summary>
    public int SecondsForADocument { get; set; } = 120;

    /// <summary>Seconds of processor time of one binding.</summary>
    public int ProcessorSeconds { get; set; } = 3_600;

    /// <summary>Megabytes of memory for binding.</summary>
    public int Megabytes { get; set; } = 1_024;

    /// <exception cref="InvalidOperationException">A limit is out of all sense.</exception>
    public void Check()
    {
        if (MostPagesOfADocument < 1 || MostCharactersOfAText < 1 || SecondsForADocument < 1 || ProcessorSeconds < 1 || Megabytes < 64)
        {
            throw new InvalidOperationException("Configuration section Bundles: Megabytes must be at least 64 and every other limit at least 1.");
        }
    }
}
