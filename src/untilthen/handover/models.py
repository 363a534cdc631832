"""Duties: what somebody hoped another would take over. Their words are sealed; here stands who is
asked.
"""

from django.db import models

from untilthen.people.models import Plan


class Duty(models.Model):
    """One duty: its number in the plan, who is asked first, and who after (persons by number).

    `sheet` is the id of the sealed sheet that says what it is. `for_a_while` is the person who took
    it only for a while.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="duties")
    number = models.IntegerField()
    first = models.IntegerField()
    alternates = models.JSONField(default=list)
    sheet = models.CharField(max_length=36, blank=True)
    position = models.IntegerField(default=0)
    state = models.CharField(max_length=12, default="named")
    holder = models.IntegerField(null=True)
    for_a_while = models.IntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_duty_a_number")]

    def __str__(self) -> str:
        return f"duty {self.number} of plan {self.plan_id}: {self.state}"
