using System.Globalization;

namespace Portal.Web.Documents.Bundles;

/// <summary>A page of a bundle: “B-123”. In pages that are to be bound, a link to <see cref="Address"/> becomes a link to that page.</summary>
/// <param name="Section">The letter.</param>
/// <param name="Number">Within the section, from 1.</param>
public sealed record PagePlace(string Section, int Number)
{
    private const string Start = "https://bundle.invalid/";

    public string Address => $"{Start}{this}";

    /// <summary>Whether an address was meant to become a link to a page of a bundle.</summary>
    public static bool IsOne(string address) => address.StartsWith(Start, StringComparison.Ordinal);

    /// <returns>Null for any other address, and for one that names no page.</returns>
    public static PagePlace? At(string address) => IsOne(address) ? Read(address[Start.Length..]) : null;

    /// <returns>Null for what is no place.</returns>
    public static PagePlace? Read(string written) =>
        written.Split('-') is [{ Length: > 0 } section, var number]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            ? new PagePlace(section, page)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Section}-{Number}");
}
