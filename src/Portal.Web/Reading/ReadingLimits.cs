namespace Portal.Web.Reading;

/// <summary>What one reading may take; configuration section <c>Reading</c>.</summary>
public sealed class ReadingLimits
{
    /// <summary>Readings at the same time in this process.</summary>
    public int AtOnce { get; set; } = 1;

    /// <summary>Seconds by the clock.</summary>
    public int Seconds { get; set; } = 120;

    /// <summary>Seconds of processor time.</summary>
    public int ProcessorSeconds { get; set; } = 90;

    /// <summary>Megabytes of memory for what is read.</summary>
    public int Megabytes { get; set; } = 512;

    public int MostPages { get; set; } = 5_000;

    /// <summary>Characters of all pages.</summary>
    public int MostCharacters { get; set; } = 10_000_000;

    /// <summary>Most bytes that a packed document may unpack to.</summary>
    public long MostUnpackedBytes { get; set; } = 400_000_000;

    /// <exception cref="InvalidOperationException">A limit is out of all sense.</exception>
    public void Check()
    {
        if (AtOnce < 1 || Seconds < 1 || ProcessorSeconds < 1 || Megabytes < 64 || MostPages < 1 || MostCharacters < 1 || MostUnpackedBytes < 1)
        {
            throw new InvalidOperationException("Configuration section Reading: Megabytes must be at least 64 and every other limit at least 1.");
        }
    }
}
