using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Documents;
using Portal.Web.Retention;
using Portal.Web.Security;

namespace Portal.Web.Features.SignOff;

/// <summary>The version frozen last, in full, as chair and director read it before they sign; every earlier one can be read for ever.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ReadModel(PresentVersion present, DisposedItems disposed) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    /// <summary>Which version; null for the last.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Number { get; set; }

    public IReadOnlyList<(int Number, FrozenVersionState State, DateTime FrozenAt, DateTime? SubmittedAt)> Versions { get; private set; } = [];

    public ShownVersion Version { get; private set; } = null!;

    public IReadOnlyList<ShownReturn> Returns { get; private set; } = [];

    /// <summary>When, by whom and why items that were signed for were disposed of since.</summary>
    public IReadOnlyDictionary<Id<EvidenceItem>, DisposedOf> Disposed { get; private set; } = new Dictionary<Id<EvidenceItem>, DisposedOf>();

    private Dictionary<int, EvidenceEntry> Evidence { get; set; } = [];

    public AnswerQuestions Questions => Version.Text.Framework.Questions ?? AnswerQuestions.AsHeadings;

    public void OnGet()
    {
    }

    /// <summary>The evidence behind a use of it.</summary>
    public EvidenceEntry? EvidenceOf(EvidenceUse use) => Evidence.GetValueOrDefault(use.Number);

    /// <summary>What the answer to a criterion can refer to by number, with the titles.</summary>
    public IReadOnlyDictionary<int, string> Listed(CriterionSection criterion) => criterion.Evidence.Where(u => u.Reference is not null)
        .ToDictionary(u => u.Reference!.Value, u => EvidenceOf(u)?.Title ?? "");

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await present.FindAsync(Id, Number, ct) is not { } version)
        {
            return NotFound();
        }

        Version = version;
        Evidence = version.Text.Evidence.ToDictionary(e => e.Number);
        Disposed = await disposed.AmongAsync([.. version.Text.Evidence.Select(e => new Id<EvidenceItem>(e.Id))], ct);
        Versions = await present.VersionsAsync(Id, ct);
        Returns = await present.ReturnsAsync(Id, ct);
        return null;
    }
}
