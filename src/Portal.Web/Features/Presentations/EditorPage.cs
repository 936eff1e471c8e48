using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Presentations;

namespace Portal.Web.Features.Presentations;

/// <summary>A page on which those who run the self-assessment change one presentation as a whole.</summary>
public abstract class EditorPage(PresentationReader reader) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Presentation> Id { get; set; }

    public ShownPresentation Shown { get; private set; } = null!;

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        reader.RequireEditor(Shown.Presentation.BodyId);
        return null;
    }
}
