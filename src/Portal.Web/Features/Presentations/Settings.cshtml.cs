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

    /// <summary>Null unless somebody else has saved something else meanwhile.</summary>
    public TwoVersions? Both { get; private set; }

    public void OnGet()
    {
        var of = Shown.Presentation;
        Input = new Form
        {
            Title = of.Title,
            Minutes = of.MinutesPlanned.ToString(CultureInfo.InvariantCulture),
            Band = $"#{of.Colours.Band}",
            OnBand = $"#{of.Colours.OnBand}",
            BasedOn = of.SettingsVersion,
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var colours = PresentationColours.Of(Input.Band, Input.OnBand);
        var minutes = int.TryParse(Input.Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var typed = new PresentationSettings(Input.Title ?? "", minutes, colours);
        if (await edit.PlanAsync(Id, typed, Input.BasedOn, ct) is { } saved)
        {
            Input.BasedOn = Shown.Presentation.SettingsVersion;
            ModelState.Remove("Input.BasedOn");
            Both = TwoVersions.Of(
                ("Title", saved.Title, typed.Title), ("Minutes", $"{saved.Minutes}", $"{typed.Minutes}"),
                ("Band", $"#{saved.Colours.Band}", $"#{colours.Band}"), ("Title on the band", $"#{saved.Colours.OnBand}", $"#{colours.OnBand}"));
            ModelState.AddModelError("Input.Title", TwoVersions.Refusal("title, time and colours"));
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        Notice("Saved.");
        return Go("Edit", new { id = Id });
    }

    public sealed class Form
    {
        public string? Title { get; set; }

        public string? Minutes { get; set; }

        public string? Band { get; set; }

        public string? OnBand { get; set; }

        public int BasedOn { get; set; }
    }
}
