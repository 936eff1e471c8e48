#pragma warning disable
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Time;
namespace Portal.Web.Jobs
{
    public interface IPortalJob { Task RunAsync(string subject, CancellationToken ct); }
    public sealed class JobQueue(PortalDbContext db, TimeProvider clock)
    {
        public void Request(string kind, string subject, DateTime? notBefore = null) => db.Add(new JobRequest { Id = Guid.CreateVersion7(), Kind = kind, Subject = subject, RequestedAt = clock.UtcNow() });
    }
    public sealed record ShimJob(string Kind, Type Type);
    public sealed class JobRunner(PortalDbContext db, IServiceProvider services)
    {
        public async Task RunDueAsync(CancellationToken ct)
        {
            foreach (var row in db.Set<JobRequest>().Where(j => j.State == JobState.Waiting).ToList())
            {
                var job = services.GetServices<ShimJob>().Single(j => j.Kind == row.Kind);
                await ((IPortalJob)services.GetRequiredService(job.Type)).RunAsync(row.Subject, ct);
                row.State = JobState.Done;
                await db.SaveChangesAsync(ct);
            }
        }
    }
    public static class Shim
    {
        public static IServiceCollection AddPortalJob<T>(this IServiceCollection s, string kind) where T : class, IPortalJob => s.AddScoped<T>().AddSingleton(new ShimJob(kind, typeof(T)));
        public static WebApplicationBuilder AddJobs(this WebApplicationBuilder b) { b.Services.AddScoped<JobQueue>().AddScoped<JobRunner>(); return b; }
        public static void MapJobsDashboard(this WebApplication app) { }
    }
}
namespace Portal.Web.Mail
{
    public sealed class Outbox(PortalDbContext db, TimeProvider clock)
    {
        public void Write(Person to, string subject, string text, string dedupeKey) => db.Add(new OutgoingEmail { Id = Guid.CreateVersion7(), PersonId = to.Id, Address = to.Email, Subject = subject, Text = text, DedupeKey = dedupeKey, WrittenAt = clock.UtcNow() });
    }
    public sealed class MailSender { public Task SendDueAsync(CancellationToken ct) => Task.CompletedTask; }
    public static class Shim { public static WebApplicationBuilder AddMail(this WebApplicationBuilder b) { b.Services.AddScoped<Outbox>().AddScoped<MailSender>(); return b; } }
}
namespace Portal.Web.Reminders
{
    public sealed class SendReminders { public Task RunAsync(CancellationToken ct) => Task.CompletedTask; }
    public static class Shim { public static WebApplicationBuilder AddReminders(this WebApplicationBuilder b) { b.Services.AddScoped<SendReminders>(); return b; } }
}
