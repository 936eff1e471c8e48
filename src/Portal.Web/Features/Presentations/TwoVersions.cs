using Portal.Web.Words;

namespace Portal.Web.Features.Presentations;

/// <summary>What somebody else has saved meanwhile, beside what was typed: the fields in which the two differ.</summary>
/// <param name="Fields">What each is, and how its two texts differ.</param>
public sealed record TwoVersions(IReadOnlyList<(string What, WordDifference Difference)> Fields)
{
    public static TwoVersions Of(params IEnumerable<(string What, string Saved, string Typed)> fields) =>
        new([.. fields.Where(f => f.Saved != f.Typed.Trim()).Select(f => (f.What, WordDifference.Between(f.Saved, f.Typed)))]);

    /// <summary>Says what happened to whoever came second.</summary>
    public static string Refusal(string what) => $"Somebody else saved {what} while you were writing. Nothing you typed is lost: put together what should stand, and save again";
}
