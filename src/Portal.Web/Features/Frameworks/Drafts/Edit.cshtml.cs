using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.Frameworks.Drafts;

/// <summary>One draft: its text, everything that is wrong with it, what it would change, and publishing it.</summary>
[Authorize(Policies.FrameworkAuthor)]
public sealed class EditModel(PortalDbContext db, FrameworkAuthoring authoring) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    [BindProperty]
    public PublishForm Publish { get; set; } = new();

    public FrameworkDraft Draft { get; private set; } = null!;

    public ExaminedFramework Examined { get; private set; } = null!;

    /// <summary>How the text that was sent differs from the one somebody else saved meanwhile; null unless the save lost the race.</summary>
    public WordDifference? AgainstSaved { get; private set; }

    public void OnGet() => Input = new Form { Json = Draft.Json, BasedOn = Draft.Version };

    /// <summary>The draft as a file.</summary>
    public IActionResult OnGetFile() => File(Encoding.UTF8.GetBytes(Draft.Json), "application/json", "framework-draft.json");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var json = Input.Json ?? "";
        if (json.Length > FrameworkAuthoring.MostCharacters)
        {
            ModelState.AddModelError("Input.Json", $"The text must have {FrameworkAuthoring.MostCharacters:N0} characters or fewer");
            return Invalid();
        }

        if (await authoring.SaveAsync(Id, json, Input.BasedOn, ct))
        {
            Notice("The draft is saved.");
            return Go("Edit", new { id = Id });
        }

        var saved = await db.Set<FrameworkDraft>().AsNoTracking().Where(d => d.Id == Id).FirstOr404Async(ct);
        AgainstSaved = WordDifference.Between(saved.Json.ReplaceLineEndings("\n"), json.ReplaceLineEndings("\n"));
        Input = Input with { BasedOn = saved.Version };
        ModelState.Remove("Input.BasedOn");
        ModelState.AddModelError("Input.Json", "Somebody else saved this draft while you were writing. What differs is shown below: put together what should stand, and save again");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken ct)
    {
        Input = new Form { Json = Draft.Json, BasedOn = Draft.Version };
        if (string.IsNullOrWhiteSpace(Publish.Reason))
        {
            ModelState.AddModelError("Publish.Reason", "Say why this version is published");
            return Invalid();
        }

        var (code, version) = await authoring.PublishAsync(Id, Publish.ShownVersion, Publish.Reason, ct);
        Notice($"Version {version} is published. Self-assessments that are open stay on their version until those who run them move them.");
        return Go("/Frameworks/Details", new { code, version });
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken ct)
    {
        await authoring.DiscardAsync(Id, ct);
        Notice("The draft is gone.");
        return Go("Index");
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Draft = await db.Set<FrameworkDraft>().AsNoTracking().Where(d => d.Id == Id).FirstOr404Async(ct);
        Examined = await authoring.ExamineAsync(Draft.Json, ct);
        return null;
    }

    public sealed record Form
    {
        public string? Json { get; init; }

        /// <summary>The version the writer was shown.</summary>
        public int BasedOn { get; init; }
    }

    public sealed record PublishForm
    {
        public string? Reason { get; init; }

        /// <summary>The version of the draft that was read.</summary>
        public int ShownVersion { get; init; }
    }
}
