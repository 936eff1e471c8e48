using System.Globalization;

namespace Portal.Web.Documents.Bundles;

/// <summary>A page of a bundle: “B-123”. In pages that are to be bound, a link to <see cref="Address"/> becomes a link to that page.</summary>
/// <param name="Section">The letter.</param>
/// <param name="Number">Within the section, from 1.</param>
public sealed record PagePlace(string Section, int Number)
{
    private const string Start = "https://bundle.invalid/";

    public string Address => $"{Start}{this}";

    /// <returns>Null for any other address.</returns>
    public static PagePlace? At(string address) =>
        address.StartsWith(Start, StringComparison.Ordinal) && address[Start.Length..].Split('-') is [{ Length: > 0 } section, var number]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            ? new PagePlace(section, page)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Section}-{Number}");
}
