using Portal.Domain.Evidence;

namespace Portal.Web.Documents.PackIndex;

/// <summary>Where each piece of evidence is used.</summary>
internal sealed class EvidenceUses(PackDocument pack)
{
    private readonly ILookup<int, (string Address, string Text)> _uses = PlacedCriterion.In(pack)
        .SelectMany(placed => placed.Criterion.Evidence.Select(link => (link.Evidence.Number, placed.Address, Text: Words(placed.Criterion, link))))
        .ToLookup(u => u.Number, u => (u.Address, u.Text));

    /// <summary>The criteria that rest on it, each with the reference and the page or passage.</summary>
    public IEnumerable<(string Address, string Text)> Of(PackEvidence evidence) => _uses[evidence.Number];

    private static string Words(PackCriterion criterion, PackEvidenceLink link) =>
        $"{criterion.Id}{(link.Reference is { } reference ? $" {References.Mark(reference)}" : "")}{(string.IsNullOrWhiteSpace(link.PageOrPassage) ? "" : $", {link.PageOrPassage}")}";
}
