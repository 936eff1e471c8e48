using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.People;
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
