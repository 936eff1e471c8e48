using System.Globalization;
using Portal.Domain.Frameworks;

namespace Portal.Web.Features.Frameworks;

/// <summary>Finds criteria by words: each word must occur in the criterion's id, title, text or evidence hints, whole or as a part.</summary>
public static class CriterionSearch
{
    private static readonly CompareInfo English = CultureInfo.GetCultureInfo("en-GB").CompareInfo;

    /// <returns>The criteria in the framework's order; all of them when no word is given.</returns>
    public static IEnumerable<Criterion> In(IEnumerable<Criterion> criteria, string? words)
    {
        var wanted = (words ?? "").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
        return criteria.Where(c => wanted.All(word => Places(c).Any(place => Has(place, word))));
    }

    private static IEnumerable<string> Places(Criterion criterion) => [criterion.Id, criterion.Title, criterion.Text, .. criterion.EvidenceHints];

    // Capitals and accents make no difference.
    private static bool Has(string place, string word) =>
        English.IndexOf(place, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
