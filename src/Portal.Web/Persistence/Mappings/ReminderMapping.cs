using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.Tasks;
using Portal.Web.Mail;
using Portal.Web.Reminders;

namespace Portal.Web.Persistence.Mappings;

internal sealed class TaskReminderMapping : IEntityTypeConfiguration<TaskReminder>
{
    public void Configure(EntityTypeBuilder<TaskReminder> builder)
    {
        builder.HasKey(r => new { r.TaskId, r.PersonId, r.ReminderDay });
        builder.HasOne<PostTask>().WithMany().HasForeignKey(r => r.TaskId);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OutgoingEmail>().WithMany().HasForeignKey(r => r.EmailId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class TaskEscalationMapping : IEntityTypeConfiguration<TaskEscalation>
{
    public void Configure(EntityTypeBuilder<TaskEscalation> builder)
    {
        builder.ToTable("TaskEscalations");
        builder.HasKey(e => new { e.TaskId, e.PersonId, e.StepDay });
        builder.HasOne<PostTask>().WithMany().HasForeignKey(e => e.TaskId);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OutgoingEmail>().WithMany().HasForeignKey(e => e.EmailId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class SetupNoticeMapping : IEntityTypeConfiguration<SetupNotice>
{
    public void Configure(EntityTypeBuilder<SetupNotice> builder)
    {
        builder.ToTable("SetupNotices");
        builder.HasKey(n => new { n.PersonId, n.What, n.Day });
        builder.Property(n => n.What).HasMaxLength(SetupNotice.LongestWhat);
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OutgoingEmail>().WithMany().HasForeignKey(n => n.EmailId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class ReminderPlanMapping : IEntityTypeConfiguration<ReminderPlan>
{
    public void Configure(EntityTypeBuilder<ReminderPlan> builder)
    {
        builder.ToTable("ReminderPlans");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasOne<Body>().WithMany().HasForeignKey(p => p.BodyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.BodyId).IsUnique();
    }
}
