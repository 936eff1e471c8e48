using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What a file that was filled in without the portal would change, answer by answer, before anything is changed.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class OfflinePreviewModel(OfflineForms forms, TakeInOffline take) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<OfflineReturn> Id { get; set; }

    /// <summary>The criteria whose text from the file is to be saved.</summary>
    [BindProperty]
    public IReadOnlyList<string> Take { get; set; } = [];

    /// <summary>For each criterion the version that was shown beside it, as "LSCB-02=3".</summary>
    [BindProperty]
    public IReadOnlyList<string> Seen { get; set; } = [];

    public OfflineReturn Returned { get; private set; } = null!;

    public ShownAssessment Shown { get; private set; } = null!;

    public IReadOnlyList<OfflineChange> Changes { get; private set; } = [];

    public IEnumerable<OfflineChange> Shows => Changes.Where(c => c.Effect != OfflineEffect.Nothing);

    /// <summary>Question by question what the file has in place of what is saved.</summary>
    public IEnumerable<(string Question, WordDifference Difference)> Differences(OfflineChange change)
    {
        var asked = Shown.Framework.Questions;
        return new[]
        {
            (asked.Know, change.Saved.Know, change.Text.Know), (asked.HowKnown, change.Saved.HowKnown, change.Text.HowKnown),
            (asked.Difference, change.Saved.Difference, change.Text.Difference), (asked.Next, change.Saved.Next, change.Text.Next),
        }.Where(f => f.Item2 != f.Item3).Select(f => (f.Item1, WordDifference.Between(f.Item2, f.Item3)));
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var seen = Seen.Select(s => s.Split('=')).Where(s => s.Length == 2 && int.TryParse(s[1], out _)).DistinctBy(s => s[0])
            .ToDictionary(s => s[0], s => int.Parse(s[1], null), StringComparer.Ordinal);
        var outcome = await take.AsAsync(Id, Take.Where(seen.ContainsKey).Distinct().ToDictionary(c => c, c => seen[c], StringComparer.Ordinal), ct);
        var aside = outcome.KeptAside switch
        {
            0 => "",
            1 => " The text of one was kept aside: you find it in the history of the answer.",
            _ => $" The texts of {outcome.KeptAside} were kept aside: you find them in the history of the answers.",
        };
        Notice($"{(outcome.Saved == 1 ? "1 answer was" : $"{outcome.Saved} answers were")} taken in.{aside}");
        return Go("Overview", new { id = Shown.Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        (Returned, Shown, var answers) = await forms.ReadAsync(Id, ct);
        Changes = await take.PreviewAsync(Shown, answers, ct);
        return null;
    }
}
