using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Files;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Frameworks.Drafts;

/// <summary>The drafts of frameworks, and three ways to begin one: from a published version, from a file, or with nothing.</summary>
[Authorize(Policies.FrameworkAuthor)]
[RequestSizeLimit(LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class IndexModel(PortalDbContext db, FrameworkAuthoring authoring) : PortalPage
{
    /// <summary>The largest file that is taken, in bytes.</summary>
    public const int MostBytes = 4_000_000;

    /// <summary>Up to this a file that is too large is refused with words rather than cut off.</summary>
    private const int LargestRequest = 100_000_000;

    [BindProperty]
    public IFormFile? Chosen { get; set; }

    [BindProperty]
    public string? From { get; set; }

    public IReadOnlyList<Row> Drafts { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Published { get; private set; } = [];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostUploadAsync(CancellationToken ct)
    {
        if (Chosen is not { Length: > 0 and <= MostBytes } file)
        {
            ModelState.AddModelError("Chosen", Chosen is { Length: > MostBytes } ? $"The file must be {ByteCount.InWords(MostBytes)} or smaller" : "Choose a framework file");
            return Invalid();
        }

        using var reader = new StreamReader(file.OpenReadStream(), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        string json;
        try
        {
            json = (await reader.ReadToEndAsync(ct)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            ModelState.AddModelError("Chosen", "The file must be text in UTF-8");
            return Invalid();
        }

        if (json.Length > FrameworkAuthoring.MostCharacters)
        {
            ModelState.AddModelError("Chosen", $"The file must have {FrameworkAuthoring.MostCharacters:N0} characters or fewer");
            return Invalid();
        }

        Notice("The draft is kept. Below is what stands in the way of publishing it, or what it would change.");
        return Go("Edit", new { id = await authoring.BeginAsync(json, ct) });
    }

    public async Task<IActionResult> OnPostNextAsync(CancellationToken ct)
    {
        if (From?.Split('@') is not [var code, var number] || !int.TryParse(number, out var version))
        {
            ModelState.AddModelError("From", "Choose a published version");
            return Invalid();
        }

        return Go("Edit", new { id = await authoring.BeginNextAsync(code, version, ct) });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Drafts = await db.Set<FrameworkDraft>().Join(db.People, d => d.ChangedBy, p => p.Id, (d, p) => new { Draft = d, p.Name })
            .OrderByDescending(d => d.Draft.ChangedAt).Take(100).Select(d => new Row(d.Draft.Id, d.Draft.Title, d.Name, d.Draft.ChangedAt)).ToListAsync(ct);
        Published = [.. (await db.Set<PublishedFramework>().OrderBy(f => f.Title).ThenByDescending(f => f.Version).Select(f => new { f.Code, f.Version, f.Title }).Take(200).ToListAsync(ct))
            .Select(f => new SelectListItem($"{f.Title}, version {f.Version}", $"{f.Code}@{f.Version}"))];
        return null;
    }

    public sealed record Row(Guid Id, string Title, string ChangedBy, DateTime ChangedAt);
}
