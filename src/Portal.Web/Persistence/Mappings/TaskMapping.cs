using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;

namespace Portal.Web.Persistence.Mappings;

internal sealed class PostTaskMapping : IEntityTypeConfiguration<PostTask>
{
    public void Configure(EntityTypeBuilder<PostTask> builder)
    {
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(t => t.SelfAssessmentId);
        builder.HasOne<Matter>().WithMany().HasForeignKey(t => t.MatterId);
        builder.HasOne<Post>().WithMany().HasForeignKey(t => t.PostId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(t => new { t.State, t.DueOn });
        builder.HasIndex(t => t.BookmarkId).IsUnique();
    }
}

internal sealed class TaskChaseMapping : IEntityTypeConfiguration<TaskChase>
{
    public void Configure(EntityTypeBuilder<TaskChase> builder)
    {
        builder.ToTable("TaskChases");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasOne<PostTask>().WithMany().HasForeignKey(c => c.TaskId);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.ChasedBy).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => new { c.TaskId, c.Day }).IsUnique();
        builder.Property(c => c.Sentence).HasMaxLength(TaskChase.LongestSentence);
    }
}
