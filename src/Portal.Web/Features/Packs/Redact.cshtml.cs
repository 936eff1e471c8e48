using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Web.Documents;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Packs;

/// <summary>Choosing what a redacted pack is without.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class RedactModel(PortalDbContext db, RedactPack redact) : RedactionPage(db, redact)
{
    private readonly PortalDbContext _db = db;
    private readonly RedactPack _redact = redact;

    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>Items of evidence that are not withheld.</summary>
    public IReadOnlyList<SelectListItem> Items { get; private set; } = [];

    /// <summary>What is withheld so far, in words, with its reason.</summary>
    public IReadOnlyList<(Id<Withholding> Id, string What, string Reason)> Withheld { get; private set; } = [];

    /// <summary>Whether an earlier redacted pack has choices that can be taken over.</summary>
    public bool HasEarlier { get; private set; }

    public Task<IActionResult> OnPostItemAsync(CancellationToken ct) => DoneAsync("The item is withheld", _redact.WithholdItemAsync(Id, Input.Item, Input.ItemReason, ct));

    public Task<IActionResult> OnPostWordsAsync(CancellationToken ct) => DoneAsync("The words are withheld", _redact.WithholdWordsAsync(Id, Input.Words, Input.WordsReason, ct));

    public Task<IActionResult> OnPostAgainAsync(CancellationToken ct) => DoneAsync("What the last redacted pack was without is withheld again", _redact.BeginLikeLastAsync(Id, ct));

    public Task<IActionResult> OnPostKeepAsync(Id<Withholding> withheld, CancellationToken ct) => DoneAsync("It is in the redacted pack again", _redact.KeepAsync(Id, withheld, ct));

    protected override async Task PrepareAsync(CancellationToken ct)
    {
        var signed = SelfAssessmentDocument.Parse(Version.Content);
        var titles = signed.Evidence.ToDictionary(e => e.Number, e => $"{e.Number:000} {e.Title}");
        var open = await _redact.OpenAsync(Version.Id, ct);
        Withheld = [.. (open?.Withheld ?? []).Select(w => (w.Id, w.Evidence is { } number ? $"Evidence {titles[number]}" : $"“{w.Words}”", w.Reason))];
        var gone = (open?.Withheld ?? []).Select(w => w.Evidence).ToHashSet();
        Items = [.. titles.Where(t => !gone.Contains(t.Key)).Select(t => new SelectListItem(t.Value, $"{t.Key}"))];
        HasEarlier = open is null && await _db.Redactions.AnyAsync(r => r.FrozenVersionId == Version.Id, ct);
    }

    private async Task<IActionResult> DoneAsync(string notice, Task change)
    {
        await change;
        Notice(notice);
        return Go("Redact", new { id = Id });
    }

    public sealed record Form
    {
        public int? Item { get; init; }

        public string? ItemReason { get; init; }

        public string? Words { get; init; }

        public string? WordsReason { get; init; }
    }
}
