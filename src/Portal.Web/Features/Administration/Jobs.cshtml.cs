using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Features.Shared;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.Administration;

/// <summary>Background work asked for, how it stands and why it failed; what was given up can be tried again.</summary>
[Authorize(Policies.Administrator)]
public sealed class JobsModel(PortalDbContext db, RetryJob retry) : PortalPage
{
    /// <summary>Only work in this state; all when empty.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; init; }

    public IReadOnlyList<SelectListItem> States { get; } =
        [.. Enum.GetValues<JobState>().Select(s => new SelectListItem(s.Words(), s.ToString()))];

    public PageOf<Work> Jobs { get; private set; } = null!;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostTryAgainAsync(Guid id, CancellationToken ct)
    {
        await retry.AsAsync(id, ct);
        Notice("The work will be tried again.");
        return Go("Jobs", new { state = State });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var jobs = db.Set<JobRequest>().AsNoTracking();
        if (Enum.TryParse<JobState>(State, out var state))
        {
            jobs = jobs.Where(j => j.State == state);
        }

        Jobs = await jobs.OrderByDescending(j => j.RequestedAt).ThenByDescending(j => j.Id)
            .Select(j => new Work(j.Id, j.Kind, j.Subject, j.RequestedAt, j.State, j.Attempts, j.PutOff, j.NotBefore, j.EndedAt, j.LastError))
            .ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Work(
        Guid Id, string Kind, string Subject, DateTime RequestedAt, JobState State, int Attempts, int PutOff, DateTime NotBefore, DateTime? EndedAt, string? LastError)
    {
        /// <summary>Whether it is the present or last round of work that comes by the clock.</summary>
        public bool IsByTheClock => Kind == Subject;
    }
}
