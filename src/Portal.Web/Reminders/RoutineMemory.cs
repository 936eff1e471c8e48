using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;

namespace Portal.Web.Reminders;

/// <summary>What routine mails have said.</summary>
internal static class RoutineMemory
{
    /// <summary>What a mail said that did not arrive was not said: the next one says it again.</summary>
    public static async Task ForgetWhatItSaidAsync(this PortalDbContext db, Guid email, CancellationToken ct)
    {
        await db.Set<TaskReminder>().Where(r => r.EmailId == email).ExecuteDeleteAsync(ct);
        await db.ForgetWhatItSaidOfOthersAsync(email, ct);
    }

    /// <summary>The same of what is late with others and of what is not set up. Of the reader's own tasks the mail that took its place tells anyhow.</summary>
    public static async Task ForgetWhatItSaidOfOthersAsync(this PortalDbContext db, Guid email, CancellationToken ct)
    {
        await db.Set<TaskEscalation>().Where(e => e.EmailId == email).ExecuteDeleteAsync(ct);
        await db.Set<SetupNotice>().Where(n => n.EmailId == email).ExecuteDeleteAsync(ct);
    }
}
