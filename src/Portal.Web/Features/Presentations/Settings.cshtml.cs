using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Presentations;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>What a presentation is called, how long it may take, and the body's own colours within the rules of contrast.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class SettingsModel(PresentationReader reader, EditPresentation edit) : EditorPage(reader)
{
    [BindProperty]
    public Form Input { get; set; } = new();

    public void OnGet()
    {
        var of = Shown.Presentation;
        Input = new Form { Title = of.Title, Minutes = of.MinutesPlanned.ToString(CultureInfo.InvariantCulture), Band = $"#{of.Colours.Band}", OnBand = $"#{of.Colours.OnBand}" };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var colours = PresentationColours.Of(Input.Band, Input.OnBand);
        var minutes = int.TryParse(Input.Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : 0;
        await edit.ChangeAsync(
            Id,
            (p, at) =>
            {
                p.Plan(Input.Title, minutes, at);
                p.Choose(colours, at);
            },
            null,
            ct);
        Notice("Saved.");
        return Go("Edit", new { id = Id });
    }

    public sealed record Form
    {
        public string? Title { get; init; }

        public string? Minutes { get; init; }

        public string? Band { get; init; }

        public string? OnBand { get; init; }
    }
}
