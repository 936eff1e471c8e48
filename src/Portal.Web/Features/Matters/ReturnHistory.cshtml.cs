using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Matters;

/// <summary>Every text and score of one line of a return that was ever saved or kept aside, the newest first, and every decision on its moderated score.</summary>
[Authorize(Policies.AskedByProcess)]
public sealed class ReturnHistoryModel(PortalDbContext db, ReturnReader reader, WriteReturn write) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Matter> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<Post> Post { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Criterion { get; set; } = "";

    public ShownReturn Shown { get; private set; } = null!;

    public Criterion Asked { get; private set; } = null!;

    public PlaceInList Place { get; private set; } = null!;

    public IReadOnlyList<KeptChange> Entries { get; private set; } = [];

    /// <summary>Every decision on its moderated score, with who took it, the latest first.</summary>
    public IReadOnlyList<(ModeratedScore Score, string By)> Scores { get; private set; } = [];

    public void OnGet()
    {
    }

    /// <summary>Puts one field back to what it was after <paramref name="revision"/>.</summary>
    public async Task<IActionResult> OnPostAsync(Id<ReturnRevision> revision, string field, CancellationToken ct)
    {
        await write.RestoreAsync(Id, Post, Criterion, revision, field, ct);
        Notice("The earlier words are back. What they replaced is in the history below.");
        return Go("ReturnHistory", new { id = Id, post = Post, criterion = Criterion });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, Post, ct);
        if (Shown.Framework.FindCriterion(Criterion) is not { } asked)
        {
            return NotFound();
        }

        Asked = asked;
        var all = ReturnHistory.Of(db, Id, Post, asked.Id).OrderByDescending(r => r.WrittenAt).ThenByDescending(r => r.Id);
        var page = await all.Join(db.People, r => r.WrittenBy, p => p.Id, (r, p) => new { r.Id, p.Name, r.WrittenAt, r.KeptAside, r.Content }).ToPageAsync(Request.Query, ct);
        var saved = all.Where(r => !r.KeptAside).OrderByDescending(r => r.WrittenAt).ThenByDescending(r => r.Id);
        var present = await saved.Select(r => r.Content).FirstOrDefaultAsync(ct);
        var before = await all.Skip(page.Place.Last).Where(r => !r.KeptAside).OrderByDescending(r => r.WrittenAt).ThenByDescending(r => r.Id).Select(r => r.Content).FirstOrDefaultAsync(ct);
        Place = page.Place;
        Scores =
        [
            .. (await db.Set<ModeratedScore>().AsNoTracking().Where(s => s.MatterId == Id && s.PostId == Post && s.CriterionId == asked.Id)
                .Join(db.People, s => s.GivenBy, p => p.Id, (s, p) => new { Score = s, p.Name }).OrderByDescending(s => s.Score.GivenAt).ThenByDescending(s => s.Score.Id).ToListAsync(ct))
                .Select(s => (s.Score, s.Name)),
        ];
        Entries = TextHistory.Of([.. page.Rows.Select(r => new KeptText(r.Id.Value, r.Name, r.WrittenAt, r.KeptAside, r.Content))], before, present, Read, Shown.MayAnswer);
        return null;
    }

    private IReadOnlyList<SaidText> Read(string? content) =>
        ReturnWords.Read(content is null ? AnswerText.Empty : JsonSerializer.Deserialize<AnswerText>(content)!, Shown.Framework);
}
