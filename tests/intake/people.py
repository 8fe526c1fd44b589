"""Who acts in the tests of intake."""

from mingjian.accounts.actor import Actor, Held

LIAISON = Actor("user:1", "示例联络员", "zhenhai-market-regulation", (Held("liaison"),))
STRANGER = Actor("user:2", "示例外单位联络员", "zhenhai-environment", (Held("liaison"),))
OFFICE = Actor("user:3", "示例信用办", "zhenhai-credit-office", (Held("credit_office"),))
AUDITOR = Actor("user:4", "示例审计", "zhenhai-audit", (Held("auditor"),))
