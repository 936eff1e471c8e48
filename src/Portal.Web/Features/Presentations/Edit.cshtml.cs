using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>The slides of a presentation in their order: moved, hidden and shown, with the time they take against the time there is.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class EditModel(PresentationReader reader, EditPresentation edit, DrawPresentation draw) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Presentation> Id { get; set; }

    public ShownPresentation Shown { get; private set; } = null!;

    public Presentation Of => Shown.Presentation;

    public void OnGet()
    {
    }

    public Task<IActionResult> OnPostUpAsync(Id<Slide> slide, CancellationToken ct) => ChangeAsync(slide, (p, at) => p.MoveUp(slide, at), ct);

    public Task<IActionResult> OnPostDownAsync(Id<Slide> slide, CancellationToken ct) => ChangeAsync(slide, (p, at) => p.MoveDown(slide, at), ct);

    public Task<IActionResult> OnPostHideAsync(Id<Slide> slide, CancellationToken ct) => ChangeAsync(slide, (p, at) => p.Hide(slide, at), ct);

    public Task<IActionResult> OnPostShowAsync(Id<Slide> slide, CancellationToken ct) => ChangeAsync(slide, (p, at) => p.Show(slide, at), ct);

    public async Task<IActionResult> OnPostCopyAsync(CancellationToken ct)
    {
        var copy = await draw.CopyAsync(Id, ct);
        Notice("This is a copy. You can change it; the one that was handed over stays as it is.");
        return Go("Edit", new { id = copy });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        return Shown.Runs ? null : NotFound(); // Whoever else reads it reads what it shows, not what it hides.
    }

    /// <summary>Back to the slide, so that whoever moves it with the keyboard is still there.</summary>
    private async Task<IActionResult> ChangeAsync(Id<Slide> slide, Action<Presentation, DateTime> change, CancellationToken ct)
    {
        await edit.ChangeAsync(Id, change, null, ct);
        return RedirectToPage("Edit", null, new { id = Id }, $"slide-{slide}");
    }
}
