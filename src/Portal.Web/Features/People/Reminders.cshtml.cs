using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Web.Reminders;
using Portal.Web.Security;

namespace Portal.Web.Features.People;

/// <summary>When the people of a body are written to in the routine way.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class RemindersModel(ChangeReminders change, CurrentPerson me) : PortalPage
{
    [FromRoute]
    public Id<Body> Id { get; set; }

    public string BodyName { get; private set; } = "";

    public BodyKind Kind { get; private set; }

    public ReminderRules Rules { get; private set; } = null!;

    public OwnReminders Own { get; private set; } = null!;

    public bool MayChange => me.Runs(Id);

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        (BodyName, Kind, Own, Rules) = await change.ReadAsync(Id, ct);
        return null;
    }
}
