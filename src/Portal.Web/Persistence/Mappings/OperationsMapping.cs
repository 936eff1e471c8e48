using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Frameworks;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Workflows;

namespace Portal.Web.Persistence.Mappings;

internal sealed class PublishedFrameworkMapping : IEntityTypeConfiguration<PublishedFramework>
{
    public void Configure(EntityTypeBuilder<PublishedFramework> builder) => builder.HasKey(f => new { f.Code, f.Version });
}

internal sealed class FrameworkDraftMapping : IEntityTypeConfiguration<FrameworkDraft>
{
    public void Configure(EntityTypeBuilder<FrameworkDraft> builder)
    {
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Title).HasMaxLength(200);
    }
}

internal sealed class PublishedWorkflowMapping : IEntityTypeConfiguration<PublishedWorkflow>
{
    public void Configure(EntityTypeBuilder<PublishedWorkflow> builder) => builder.HasKey(w => new { w.DefinitionId, w.Version });
}

internal sealed class WorkflowInstanceMapping : IEntityTypeConfiguration<WorkflowInstance>
{
    public void Configure(EntityTypeBuilder<WorkflowInstance> builder)
    {
        builder.HasOne<PublishedWorkflow>().WithMany().HasForeignKey(i => new { i.DefinitionId, i.DefinitionVersion }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(i => i.SelfAssessmentId);
        builder.HasIndex(i => i.MatterId);
        builder.HasIndex(i => i.ParentId);
        builder.HasIndex(i => i.SubStatus);
        builder.Property(i => i.SubStatus).HasMaxLength(20);
    }
}

internal sealed class WorkflowBookmarkMapping : IEntityTypeConfiguration<WorkflowBookmark>
{
    public void Configure(EntityTypeBuilder<WorkflowBookmark> builder)
    {
        builder.HasOne<WorkflowInstance>().WithMany().HasForeignKey(b => b.InstanceId);
        builder.HasIndex(b => b.DueAt);
        builder.HasIndex(b => new { b.InstanceId, b.Name });
    }
}

internal sealed class WorkflowIncidentMapping : IEntityTypeConfiguration<WorkflowIncident>
{
    public void Configure(EntityTypeBuilder<WorkflowIncident> builder)
    {
        builder.HasOne<WorkflowInstance>().WithMany().HasForeignKey(i => i.InstanceId);
        builder.HasIndex(i => new { i.InstanceId, i.ClosedAt });
        builder.Property(i => i.Detail).HasMaxLength(WorkflowIncident.LongestDetail);
    }
}

internal sealed class UndeliveredEventMapping : IEntityTypeConfiguration<UndeliveredEvent>
{
    public void Configure(EntityTypeBuilder<UndeliveredEvent> builder)
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.HasIndex(e => new { e.BodyId, e.Name });
    }
}

internal sealed class ActivationTurnMapping : IEntityTypeConfiguration<ActivationTurn>
{
    public void Configure(EntityTypeBuilder<ActivationTurn> builder)
    {
        builder.HasKey(t => t.Number);
        builder.Property(t => t.Number).ValueGeneratedNever();
    }
}

internal sealed class WorkflowJournalBurstMapping : IEntityTypeConfiguration<WorkflowJournalBurst>
{
    public void Configure(EntityTypeBuilder<WorkflowJournalBurst> builder)
    {
        builder.HasKey(b => new { b.InstanceId, b.First });
        builder.HasOne<WorkflowInstance>().WithMany().HasForeignKey(b => b.InstanceId);
    }
}

internal sealed class WorkflowJournalLineMapping : IEntityTypeConfiguration<WorkflowJournalLine>
{
    public void Configure(EntityTypeBuilder<WorkflowJournalLine> builder)
    {
        builder.ToView(nameof(WorkflowJournalLine));
        builder.HasKey(l => new { l.InstanceId, l.Sequence });
    }
}

internal sealed class JobRequestMapping : IEntityTypeConfiguration<JobRequest>
{
    public void Configure(EntityTypeBuilder<JobRequest> builder)
    {
        builder.Property(j => j.Id).ValueGeneratedNever();
        builder.HasIndex(j => new { j.Kind, j.Subject }).IsUnique();
        builder.HasIndex(j => new { j.State, j.NotBefore });
        builder.Property(j => j.Kind).HasMaxLength(100);
        builder.Property(j => j.Subject).HasMaxLength(200);
        builder.Property(j => j.LastError).HasMaxLength(JobRequest.LongestError);
    }
}

internal sealed class OutgoingEmailMapping : IEntityTypeConfiguration<OutgoingEmail>
{
    public void Configure(EntityTypeBuilder<OutgoingEmail> builder)
    {
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => m.DedupeKey).IsUnique();
        builder.Property(m => m.DedupeKey).HasMaxLength(200);
        builder.Property(m => m.ServerAnswer).HasMaxLength(OutgoingEmail.LongestAnswer);
        builder.Property(m => m.Report).HasMaxLength(OutgoingEmail.LongestAnswer);
        builder.Property(m => m.Thread).HasMaxLength(100);
        builder.HasOne<Body>().WithMany().HasForeignKey(m => m.BodyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => new { m.State, m.NotBefore });
        builder.HasIndex(m => new { m.PersonId, m.ReadAt });
        builder.HasIndex(m => new { m.PersonId, m.RoutineOn }).IsUnique().HasFilter("\"RoutineOn\" IS NOT NULL");
        builder.HasIndex(m => new { m.BodyId, m.WrittenAt });
        builder.HasIndex(m => m.AgainOf);
        builder.HasIndex(m => m.FailedAt);
        builder.HasIndex(m => m.SentAt);
    }
}

internal sealed class MailPreferenceMapping : IEntityTypeConfiguration<MailPreference>
{
    public void Configure(EntityTypeBuilder<MailPreference> builder)
    {
        builder.ToTable("MailPreferences");
        builder.HasKey(p => p.PersonId);
        builder.Property(p => p.PersonId).ValueGeneratedNever();
        builder.HasOne<Person>().WithOne().HasForeignKey<MailPreference>(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MailKeyMapping : IEntityTypeConfiguration<MailKey>
{
    public void Configure(EntityTypeBuilder<MailKey> builder)
    {
        builder.ToTable("MailKeys");
        builder.Property(k => k.Id).ValueGeneratedNever();
    }
}

internal sealed class MailPauseMapping : IEntityTypeConfiguration<MailPause>
{
    public void Configure(EntityTypeBuilder<MailPause> builder)
    {
        builder.ToTable("MailPauses");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Reason).HasMaxLength(MailPause.LongestReason);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.By).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => p.EndedAt);
    }
}

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => new { a.BodyId, a.Subject });
        builder.HasIndex(a => a.Number).IsUnique();
        builder.HasIndex(a => a.Subject);
        builder.Property(a => a.Previous).HasMaxLength(64);
        builder.Property(a => a.Hash).HasMaxLength(64);
    }
}

internal sealed class AuditCheckMapping : IEntityTypeConfiguration<AuditCheck>
{
    public void Configure(EntityTypeBuilder<AuditCheck> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.HeadHash).HasMaxLength(64);
        builder.Property(c => c.Account).HasMaxLength(AuditCheck.LongestAccount);
        builder.Ignore(c => c.Head);
        builder.HasIndex(c => c.At);
    }
}
